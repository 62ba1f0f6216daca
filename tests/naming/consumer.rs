//! A consumer of the obstacle course: what the names have become.

use generated_client::obstacles::alternatives;
use generated_client::obstacles::r#gen::Everything;
use generated_client::obstacles::r#type::{_3dOdeme, Option_, Type};
use generated_client::obstacles::{Client, Credentials};

fn client() -> Client {
    let credentials = Credentials::test("a", "b").r#async("c", "d");
    Client::builder(credentials)
        .choose(alternatives::Dyn::None)
        .choose(alternatives::Future_::Err)
        .build()
        .expect("a client")
}

#[test]
fn a_call_can_be_made_of_every_kind_of_name() {
    use generated_client::obstacles::crate_::{
        Enum, From_, FromOptions, OdemeTuru, Ref, RefOptions, Trait,
    };
    let client = client();
    let call = client
        .r#type(Type {
            self_: "a".into(),
            super_: "b".into(),
            crate_: "c".into(),
            r#type: Trait::Self_,
            r#async: true,
            r#gen: 1,
            r#yield: vezne_runtime::Portion::Full,
        })
        .r#await("d")
        .r#match("e")
        .r#try("f")
        .r#dyn(Enum::_3d { _3d: "g".into() })
        .r#ref(Ref {
            r#struct: 1,
            options: RefOptions::default().r#gen("h"),
        });
    assert!(format!("{call:?}").contains("type"));
    let call = client.option(Option_ {
        option: "a".into(),
        string: "b".into(),
        vec: vec![From_ {
            vec: "c".into(),
            options: FromOptions::default(),
        }],
    });
    drop(
        call.result("d")
            .some("e")
            .none("f")
            .default("g")
            .clone("h")
            .into("i")
            .from("j"),
    );
    let call = client._3d_odeme(_3dOdeme {
        musteri_no: "a".into(),
        sifre: "b".into(),
        odeme_turu: OdemeTuru::TaksitliOdeme,
    });
    drop(call._3d(true));
    drop(client.builder_operation());
    let everything = Everything {
        client: "a".into(),
        api: "a".into(),
        credentials: "a".into(),
        runtime: "a".into(),
        options: "a".into(),
        request: "a".into(),
        context: "a".into(),
        body: "a".into(),
        this: "a".into(),
        value: "a".into(),
        error: "a".into(),
        provider: "a".into(),
        inner: "a".into(),
    };
    let call = client
        .everything(everything)
        .inputs("b")
        .call("c")
        .code("d")
        .alternatives("e")
        .builder("f");
    let call = call
        .answer("g")
        .fields("h")
        .outcome("i")
        .result("j")
        .signed("k");
    drop(call.the_deadline("l").the_send("m").the_retries("n"));
}

#[test]
fn the_client_can_still_be_cloned_beside_an_operation_of_that_name() {
    let client = client();
    assert_eq!(Clone::clone(&client).environment(), client.environment());
}

#[test]
fn a_callback_of_such_names_is_read_and_checked() {
    use generated_client::obstacles::r#type::Move;
    let hint = Move::from_query("self=a&super=b&3d=1&type=2").expect("a callback");
    assert_eq!(hint.claims().self_, "a");
    assert_eq!(hint.claims()._3d, Some(true));
    let state = hint.signature(&client()).expect("a secret");
    assert_eq!(state, vezne_runtime::SignatureState::Missing);
}
