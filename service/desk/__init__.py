"""What the staff may do, and who they are: accounts, sessions, and what a desk is made of."""
