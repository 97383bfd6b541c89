# One image serves pages, runs tasks and relays the outbox; compose.yaml says which container does what.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
# Threads that serve pages by turns need not each keep memory of their own in reserve.
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MALLOC_ARENA_MAX=2 \
    DJANGO_SETTINGS_MODULE=cms.settings.production VAR_DIR=/srv/var
RUN apt-get update && apt-get install -y --no-install-recommends espeak-ng ffmpeg && rm -rf /var/lib/apt/lists/*
RUN useradd --system --no-create-home --uid 10001 hocso && install -d -o hocso -g hocso /srv/var
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/app
COPY manage.py ./
COPY courses courses
COPY learners learners
COPY cms cms
COPY seeds seeds
# Nobody may write beside the code later: compiled here, a process neither compiles at each start nor keeps the scraps.
RUN python -m compileall -q courses learners cms seeds
USER hocso
VOLUME /srv/var
EXPOSE 8000
# Threads, not processes, wait for slow phones; a process is renewed now and then, from what was read once for all.
CMD ["gunicorn", "cms.wsgi:application", "--preload", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", \
     "--threads=8", "--max-requests=5000", "--max-requests-jitter=500", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
