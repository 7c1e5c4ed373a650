"""Makes the embedding model that ships with the package: vocabulary, training texts, training."""
