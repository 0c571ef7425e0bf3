for i in $(seq 1001); do printf '[[incidenteel]]\nnaam = "x"\nverdeelsleutel = "inwoners"\nbedrag = { 2025 = 1 }\n'; done >>s.toml
