//! Bench.
#[test]
fn bench() {
    for (n, f) in [("vepara","../spec/vepara"),("paywall","../spec/paywall"),("hv","tests/hard/vepara"),("hp","tests/hard/paywall"),("obst","../tests/naming/obstacles")] {
        let t = std::time::Instant::now();
        let s = codegen::read_provider(std::path::Path::new(f));
        let a = t.elapsed();
        let s = match s { Ok(s) => s, Err(r) => { println!("{}", r.render(false)); continue } };
        let t = std::time::Instant::now();
        let files = codegen::emit::client(&s.providers).unwrap();
        let b = t.elapsed();
        let t = std::time::Instant::now();
        let mut n2=0;
        for f in &files { n2 += f.contents.len(); if f.path.extension().is_some_and(|e| e=="rs") { syn::parse_file(&f.contents).unwrap(); } }
        println!("{n} read {a:?} emit {b:?} parse {:?} bytes {n2}", t.elapsed());
    }
}
