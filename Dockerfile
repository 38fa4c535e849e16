# An image that reads news: docker build -t tidings . && docker run --rm -v "$PWD:/data" tidings run /data/news
# It holds what requirements/lock.txt names, with the same checksums, and downloads nothing when it runs.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements/uv.txt requirements/lock.txt requirements/
RUN python -m venv /opt/tidings \
 && /opt/tidings/bin/pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
 && /opt/tidings/bin/uv pip sync --no-cache --compile-bytecode --python /opt/tidings/bin/python --require-hashes requirements/uv.txt requirements/lock.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY tidings tidings
COPY schemas schemas
COPY flows flows
RUN /opt/tidings/bin/uv pip install --no-cache --compile-bytecode --python /opt/tidings/bin/python --no-deps --no-build-isolation .

FROM python:3.11-slim
COPY --from=build /opt/tidings /opt/tidings
RUN useradd --create-home --uid 1000 reader && mkdir /data && chown reader /data
USER reader
WORKDIR /data
ENV PATH=/opt/tidings/bin:$PATH PREFECT_HOME=/home/reader/prefect
ENTRYPOINT ["tidings"]
CMD ["--help"]
