"""The search log: what people searched for and what they opened next, without anything about who they are."""
