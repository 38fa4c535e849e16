"""Settings of the programs we run on, made before they are imported: no reports home, time enough to start."""

import os

# A fresh home takes the ephemeral server longer to start than Prefect's own 20 s allow.
QUIET_AND_PATIENT = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
}


def prepare(*, log_level: str | None = None) -> None:
    """Set what the user's environment leaves open."""
    for name, value in QUIET_AND_PATIENT.items():
        os.environ.setdefault(name, value)
    if log_level is not None:
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", log_level)
