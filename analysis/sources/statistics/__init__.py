"""Codes, population, groups and exchange rates from Statistics Norway, Bring, the ECB and Norges Bank."""
