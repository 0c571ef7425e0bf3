{ echo gm_code,naam,provincie,inwoners_2024; seq 60000 | sed 's/.*/GM&,N&,P,1000/'; } >g.csv
