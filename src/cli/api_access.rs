//! `spojka api-access`: the declared accesses as the marketplace form wants them.
use clap::{Args, ValueEnum};
use spojka::domain::access;
use spojka::domain::shop::Language;

/// Language of the printed table.
#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Cs,
    Sk,
    En,
}

/// What can be asked for.
#[derive(Args)]
pub struct Arguments {
    /// Language of the table
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
}

/// Prints the table.
pub fn run(arguments: &Arguments) {
    let language = match arguments.lang {
        Lang::Cs => Language::Cs,
        Lang::Sk => Language::Sk,
        Lang::En => Language::En,
    };
    println!("{}", access::render(language));
}
