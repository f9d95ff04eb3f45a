(() => {
  const box = document.currentScript.parentElement;
  const at = name => box.querySelector(name);
  const columns = +box.dataset.columns, rows = +box.dataset.rows;
  const moments = box.dataset.moments.split('|');
  const time = at('.time'), slice = at('.slice'), play = at('.play');
  const figures = [...box.querySelectorAll('figure')].map(f => [f.querySelector('img'), f.querySelector('canvas')]);
  const palettes = [];
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
  // A point's value is read back from its colour, which the scale's bar holds in order.
  const palette = bar => {
    const canvas = document.createElement('canvas');
    canvas.width = bar.naturalWidth;
    canvas.height = 1;
    const context = canvas.getContext('2d');
    context.drawImage(bar, 0, 0);
    const rgba = context.getImageData(0, 0, canvas.width, 1).data;
    return new Map(Array.from({length: canvas.width}, (_, i) => [rgba.slice(4 * i, 4 * i + 3).join(), i / (canvas.width - 1)]));
  };
  figures.forEach(([image, canvas], i) => {
    const caption = canvas.parentElement.querySelector('.v'), low = +image.dataset.low, high = +image.dataset.high;
    canvas.onpointerleave = () => { caption.textContent = ''; };
    canvas.onpointermove = event => {
      const across = Math.min(columns - 1, Math.max(0, Math.floor(event.offsetX / canvas.clientWidth * columns)));
      const down = Math.min(rows - 1, Math.max(0, Math.floor(event.offsetY / canvas.clientHeight * rows)));
      const colour = canvas.getContext('2d').getImageData(across, down, 1, 1).data.slice(0, 3).join();
      const share = palettes[i].get(colour);
      const value = share === undefined ? 'outside the scale' : (low + share * (high - low)).toPrecision(3);
      const stride = +box.dataset.stride;
      caption.textContent = `${value} at x ${across * stride}, y ${(rows - 1 - down) * stride}`;
    };
  });
  box.hidden = false;
  const bars = [...box.querySelectorAll('.scale')];
  Promise.all([...figures.map(([image]) => image), ...bars].map(image => image.decode())).then(() => {
    const [fields, errors] = bars.map(palette);
    palettes.push(fields, fields, errors);
    draw();
  });
})();
