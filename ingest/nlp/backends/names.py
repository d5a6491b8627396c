"""Names of back ends as settings and the command line say them. Imports nothing: every command starts with it."""

RULES, ONNX, ENDPOINT = NAMES = ("rules", "onnx", "endpoint")
