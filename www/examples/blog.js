/** Posts that come later: the element in them begins to work as soon as it stands in the page. */

const more = document.getElementById("more");

more.addEventListener("click", () => {
  const older = document.getElementById("older").content.cloneNode(true);
  const post = older.firstElementChild;
  document.getElementById("posts").append(older);
  post.focus();
  more.remove();
});
