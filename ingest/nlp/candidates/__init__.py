"""Where candidates come from: a parse, or a token grammar. Both hand on ``Draft``s."""
