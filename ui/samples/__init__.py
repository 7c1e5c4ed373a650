"""Sample reports, worded by the project, for a first look at the product."""
