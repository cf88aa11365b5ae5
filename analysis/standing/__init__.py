"""What each source covers, who took part in what, and the programme status that follows from both."""
