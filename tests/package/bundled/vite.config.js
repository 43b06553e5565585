export default {
  // Any path of any host.
  base: "./",
};
