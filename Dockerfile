FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

# What WeasyPrint draws with.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

# Only these folders are written to, by an account that can do nothing else; volumes take over their owner.
COPY . .
RUN useradd --system --uid 10001 --no-create-home immersion \
    && SECRET_KEY=for-this-step-only python manage.py collectstatic --no-input \
    && mkdir -p var/media var/reports var/uploads var/keys \
    && chmod 700 var/keys \
    && chown -R immersion var/media var/reports var/uploads var/keys
USER immersion

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/', timeout=4)"]
# No access log: it would keep who opened which personal link, and when.
CMD ["gunicorn", "immersion.wsgi", "--workers=2", "--bind=0.0.0.0:8000", "--timeout=120", "--worker-tmp-dir=/dev/shm"]
