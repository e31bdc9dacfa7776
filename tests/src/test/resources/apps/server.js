// A web server as Node users have them: on SIGINT it takes no new requests, finishes those it has, and leaves.
const fs = require('fs');
const http = require('http');

const record = (line) => fs.appendFileSync(process.env.RECORD, line + '\n');

const server = http.createServer((request, response) => response.end('served by ' + process.pid + '\n'));

process.on('SIGINT', () => {
  record('stopping');
  server.close((error) => {
    record('stopped');
    process.exit(error ? 1 : 0);
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1', () => record('started'));
