"""A chat bot without a platform: queue, permissions, answers, memory."""
