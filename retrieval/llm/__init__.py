"""Language models: how one is opened, prompted and asked."""
