"""How well answers are ranked: questions with known answers in, nDCG@10, recall@10 and MRR out.

Asks through the service's own search, so a score is what a user gets on the first page.
"""
