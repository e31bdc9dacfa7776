// Express as in PM2's documentation: listens on a port and knows nothing of who started it.
const app = require('express')()

app.get('/', (request, response) => {
  response.set('Connection', 'close').send(`${process.pid} ${process.env.VERSION}\n`)
})
const server = app.listen(process.env.PORT)

process.on('SIGINT', () => server.close(() => process.exit(0)))
