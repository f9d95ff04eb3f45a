(() => {
  const box = document.currentScript.parentElement;
  const at = name => box.querySelector(name);
  const columns = +box.dataset.columns, rows = +box.dataset.rows;
  const moments = box.dataset.moments.split('|');
  const time = at('.time'), slice = at('.slice'), play = at('.play');
  const figures = [...box.querySelectorAll('figure')].map(f => [f.querySelector('img'), f.querySelector('canvas')]);
  let timer = 0;
  const draw = () => {
    const plane = slice ? +slice.value : 0;
    for (const [image, canvas] of figures) {
      canvas.getContext('2d').drawImage(image, plane * columns, time.value * rows, columns, rows, 0, 0, columns, rows);
    }
    at('.t').textContent = moments[time.value];
    if (slice) at('.z').textContent = slice.dataset.planes.split('|')[plane];
  };
  const go = by => { time.value = (+time.value + by + moments.length) % moments.length; draw(); };
  const stop = () => { clearInterval(timer); timer = 0; play.textContent = 'Play'; };
  play.onclick = () => {
    if (timer) return stop();
    timer = setInterval(() => go(1), 250);
    play.textContent = 'Pause';
  };
  at('.back').onclick = () => { stop(); go(-1); };
  at('.next').onclick = () => { stop(); go(1); };
  time.oninput = () => { stop(); draw(); };
  if (slice) slice.oninput = draw;
  box.hidden = false;
  Promise.all(figures.map(([image]) => image.decode())).then(draw);
})();
