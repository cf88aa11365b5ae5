"""Erasmus+ and Creative Europe: project lists and mobility."""
