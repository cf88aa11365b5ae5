"""Tables and figures that leave the dashboard."""
