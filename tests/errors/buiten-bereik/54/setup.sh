{ echo gm_code,naam,provincie,inwoners_2024; seq 3000 | sed 's/.*/X&,N&,P&,1000/'; } >g.csv
