${rcName}=YES
