// Looks through the camera for the barcode of a card. The browser reads it by
// itself where it can; else WebAssembly of our own server does. No picture
// leaves the device.

const every = 150; // milliseconds between two looks
const patience = 60; // seconds
const native = ["code_128", "code_39", "codabar", "itf", "ean_13", "ean_8", "qr_code"];
const zxing = ["Code128", "Code39", "Codabar", "ITF", "EAN13", "EAN8", "QRCode"];

// look shows the camera's picture in the element and returns what the first
// barcode says, "" where it was closed or there is no camera.
export async function look(element) {
  const part = (name) => element.querySelector(name);
  const status = part("[role=status]"), viewer = part(".viewer"), video = part("video");
  let closed = false, stream;
  const close = () => { closed = true; };
  part("[data-close]").addEventListener("click", close, { once: true });
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    viewer.hidden = false;
    part("[data-open]").hidden = true;
    video.srcObject = stream;
    await video.play();
    status.textContent = status.dataset.seeking;
    const read = await reader(element.dataset);
    for (const end = performance.now() + patience * 1000; !closed && performance.now() < end;) {
      const found = await read(video);
      if (found) return found;
      await new Promise((done) => setTimeout(done, every));
    }
    status.textContent = "";
  } catch {
    status.textContent = status.dataset.failed;
  } finally {
    stream?.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    viewer.hidden = true;
    part("[data-open]").hidden = false;
  }
  return "";
}

// reader returns what reads one picture of a video.
async function reader(files) {
  if ("BarcodeDetector" in window) {
    const formats = (await BarcodeDetector.getSupportedFormats()).filter((f) => native.includes(f));
    if (formats.includes("code_128")) {
      const detector = new BarcodeDetector({ formats });
      return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
    }
  }
  await script(files.library);
  ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => files.wasm } });
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    context.drawImage(video, 0, 0);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = await ZXingWASM.readBarcodes(picture, { formats: zxing, tryHarder: true, maxNumberOfSymbols: 1 });
    return found[0]?.text ?? "";
  };
}

// script loads a script that is no module.
function script(path) {
  if (window.ZXingWASM) return;
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = path;
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });
}
