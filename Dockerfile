# Builds, checks and serves documentation; the project is mounted at /project:
#
#   docker build --tag handrail .
#   docker run --rm --volume "$PWD:/project" --user "$(id -u):$(id -g)" handrail check
#   docker run --rm --volume "$PWD:/project" --publish 8000:8000 handrail serve --host 0.0.0.0
FROM python:3.12-slim AS wheel
WORKDIR /source
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY builder builder
COPY theme theme
COPY tools tools
COPY content content
RUN python -m pip wheel --quiet --no-deps --wheel-dir /wheels .

FROM python:3.12-slim
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=wheel /wheels /wheels
RUN python -m pip install --quiet --no-cache-dir /wheels/*.whl && rm -rf /wheels
# Any user may run it, even one without an entry in /etc/passwd and without a home folder.
ENV PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
USER 65534:65534
WORKDIR /project
ENTRYPOINT ["handrail"]
CMD ["--help"]
