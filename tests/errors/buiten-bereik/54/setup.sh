{ echo gm_code,naam,provincie,inwoners_2024; seq 3000 | sed 's/.*/GM9&,N&,P&,1000/'; } >g.csv
