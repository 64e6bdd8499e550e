# An image that answers questions, as a user without rights, and writes to /data alone:
#   docker build -t newsdesk .
#   docker run --read-only --tmpfs /tmp -v news:/data newsdesk ask "who proposed Istanbul talks?"
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim
ARG EXTRAS=discord,web,mcp,watch
COPY --from=build /wheels /wheels
COPY constraints.txt /wheels/
RUN pip install --no-cache-dir --constraint /wheels/constraints.txt "$(echo /wheels/newsdesk-*.whl)[$EXTRAS]" \
 && rm -r /wheels \
 && useradd --uid 10001 --no-create-home newsdesk \
 && install --directory --owner newsdesk /data
USER newsdesk
WORKDIR /data
VOLUME /data
ENV HOME=/data NEWSDESK_DATA=/data/articles NEWSDESK_CACHE=/data/cache PYTHONDONTWRITEBYTECODE=1
HEALTHCHECK --interval=5m --timeout=30s --start-period=60s CMD ["newsdesk", "articles", "list", "--limit", "1"]
ENTRYPOINT ["newsdesk"]
CMD ["watch"]
