"""What each engine is told. Apart from the engines themselves, so that it can be known without loading their libraries."""
