"""Where work runs: in this process or in several. It knows no stage."""
