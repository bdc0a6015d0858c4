"""People by whom every rule is watched: in each it must fire, or stay silent, as recorded."""
