package lessons

// Misconceptions is how many misconceptions the course removes: M1 to M25. The table
// in coverage/misconceptions.yaml words them and names the pages.
const Misconceptions = 25
