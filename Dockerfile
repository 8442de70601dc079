# docker build -t de-sektor . && docker run -v sektor:/data -e DISCORD_TOKEN=... -p 8080:8080 de-sektor
FROM python:3.12-slim

RUN useradd --create-home --uid 10001 sektor && mkdir /data && chown sektor /data
WORKDIR /app
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY domain domain
COPY kennisbank kennisbank
COPY locales locales
COPY posters posters
COPY sandbox sandbox
COPY scrapers scrapers
COPY services services
COPY storage storage
COPY web web
RUN PIP_CONSTRAINT=constraints.txt pip install --no-cache-dir --editable '.[postgres]'

USER sektor
WORKDIR /data
ENV SEKTOR_WEB__HOST=0.0.0.0 SEKTOR_DATABASE__URL=sqlite+aiosqlite:////data/sektor.db
EXPOSE 8080
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/health', timeout=3)"]
CMD ["sektor", "run"]
