# Two stages: what builds stays behind. The result runs as nobody in particular and writes only to /tmp.
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY requirements.lock requirements-setup.lock ./
RUN python -m venv /opt/uv && /opt/uv/bin/pip install --require-hashes --no-cache-dir --requirement requirements-setup.lock
RUN python -m venv --without-pip /opt/claimline \
    && /opt/uv/bin/uv pip install --python /opt/claimline/bin/python --no-cache --compile-bytecode --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE claimline.py ./
COPY graph graph
COPY ingest ingest
COPY ui ui
RUN /opt/uv/bin/uv pip install --python /opt/claimline/bin/python --no-cache --no-deps --compile-bytecode .

FROM python:3.12-slim-bookworm
COPY --from=build /opt/claimline /opt/claimline
ENV PATH=/opt/claimline/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 8501
ENTRYPOINT ["claimline"]
CMD ["ui", "--host", "0.0.0.0"]
