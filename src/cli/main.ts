process.stdout.write('nearmiss\n');
