"""Cut a document into its articles and clean them."""
