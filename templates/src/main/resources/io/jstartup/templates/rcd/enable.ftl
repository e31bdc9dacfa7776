${rcName}_enable=YES
