// For browsers that know no modules: what pages without script do by themselves.
(function () {
  var body = document.body.dataset;
  if (body.then) {
    setTimeout(function () { location.replace(body.then); }, Number(body.after) * 1000);
  }
})();
