"""The commands of `shorewise`, each registered by its module."""
