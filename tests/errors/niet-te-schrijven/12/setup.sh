chmod 444 uit.csv
