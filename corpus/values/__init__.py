"""Values with a grammar of their own: index numbers, document numbers, dates, Chinese numerals."""
