//! Turns a scenario, an async function that takes a `Fresh` database, into the tests `<scenario>::sqlite` and
//! `<scenario>::postgres`.

macro_rules! both {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name($crate::databases::Fresh::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(fresh) = $crate::databases::Fresh::postgres().await {
                    super::$name(fresh).await;
                }
            }
        }
    )*};
}
