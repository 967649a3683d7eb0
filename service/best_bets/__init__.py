"""Best bets: reports and notices that an operator puts above the hits of a query."""
