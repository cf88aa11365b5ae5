// Geometry files, fetched once for all pages, and the hash by which a view knows the geometry that it was made for.
const geometries = (window.europaprofilGeometries ??= new Map()); // outlives this module and every page of the app

export function geometryFrom(url) {
  if (!geometries.has(url)) {
    const coming = fetch(url).then((answer) => {
      const type = answer.headers.get("content-type") ?? "";
      if (!answer.ok || !type.includes("json")) throw new Error(`${url}: ${answer.status} ${type}`);
      return answer.json();
    });
    coming.catch(() => geometries.delete(url));
    geometries.set(url, coming);
  }
  return geometries.get(url);
}

export function hashOf(codes) { // FNV-1a, as hash_of in component.py
  let value = 0x811c9dc5;
  for (const letter of codes.join(",")) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, "0");
}
