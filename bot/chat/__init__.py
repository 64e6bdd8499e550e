"""A chat bot without a platform: queue, permissions, answering, memory, messages."""
