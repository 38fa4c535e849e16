"""Print the speed of each stage: `make bench`."""

from tidings.flows.settings import prepare


def main() -> None:
    """Measure and print."""
    prepare()  # before numpy comes in with the stages
    from benchmarks.stages import report

    report()


if __name__ == "__main__":
    main()
