"""Configurations that `spacy train` takes as they are, and how to call it.

**Why a span finder.** spaCy's usual suggester proposes every run of 1 to 3 words. A quote has 20 on
the average and 60 or more at times: every run up to that length of an article of 800 words would be
48,000 candidates and half a gigabyte for each. `span_finder` learns where spans begin and end, and
proposes what lies between a beginning and an end: some dozens.

Its last layer begins with "no" for all words. As spaCy has it, half of all words would be taken for
a beginning and half for an end at first, which for one long article is as much as every run is.
"""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 120
"""Tokens: longer spans are not looked for, so that one odd quote does not cost memory for all."""


class Task(NamedTuple):
    """What can be trained on an export.

    Attributes:
        name: What spaCy calls the component; its folder is called so.
        data: The folder of what it learns from.
    """

    name: str
    data: str


SPANCAT = Task("spancat", "articles")
NER = Task("ner", "articles")
TEXTCAT = Task("textcat_multilabel", "quotes")
TASKS = (SPANCAT, NER, TEXTCAT)


def config(task: Task, dev: str, longest: int) -> str:
    """Return the configuration of a task.

    Args:
        task: The task.
        dev: The folder of what it is evaluated on: `dev`, or `train` where there is no more.
        longest: How many tokens the longest span has.
    """
    finding = _pipeline("tok2vec", "span_finder", "spancat")
    parts = {
        SPANCAT: (finding, _TOK2VEC, _SPANCAT, _COMMON, _SPANCAT_SCORES),
        NER: (_pipeline("tok2vec", "ner"), _TOK2VEC, _NER, _COMMON),
        TEXTCAT: (_pipeline("textcat_multilabel"), _TEXTCAT, _COMMON),
    }
    text = "".join((f"# In this folder's parent: {command(task)}\n", *parts[task]))
    # The finder's guesses are what the categorizer learns to tell apart; without the vectors of
    # tok2vec in the `Doc` it would guess nothing while it is trained.
    annotating = '["tok2vec", "span_finder"]' if task is SPANCAT else "[]"
    return (
        text.replace("$TRAIN", f"{task.data}/train")
        .replace("$DEV", f"{task.data}/{dev}")
        .replace("$ANNOTATING", annotating)
        .replace("$LONGEST", str(min(longest, LONGEST)))
    )


def command(task: Task) -> str:
    """Return the command that trains a task; it is to be called in the folder of the export."""
    return f"python -m spacy train {task.name}/config.cfg --output {task.name}/model"


def _pipeline(*names: str) -> str:
    told = ", ".join(f'"{name}"' for name in names)
    return _NLP.replace("$PIPELINE", told)


# All of it, as `spacy debug data` fills nothing in.
_NLP = """
[nlp]
lang = "en"
pipeline = [$PIPELINE]
batch_size = 64
disabled = []
before_creation = null
after_creation = null
after_pipeline_creation = null
tokenizer = {"@tokenizers": "spacy.Tokenizer.v1"}

[components]
"""

_COMMON = """
[paths]
train = "$TRAIN"
dev = "$DEV"

[initialize]
vectors = null
init_tok2vec = null
vocab_data = null
lookups = null
before_init = null
after_init = null
tokenizer = {}
components = {}

[pretraining]

[system]
gpu_allocator = null
seed = 0

[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${paths.train}
gold_preproc = false
max_length = 0
limit = 0
augmenter = null

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${paths.dev}
gold_preproc = false
max_length = 0
limit = 0
augmenter = null

[training]
train_corpus = "corpora.train"
dev_corpus = "corpora.dev"
seed = ${system.seed}
gpu_allocator = ${system.gpu_allocator}
dropout = 0.1
accumulate_gradient = 1
patience = 1600
max_epochs = 0
max_steps = 20000
eval_frequency = 200
frozen_components = []
annotating_components = $ANNOTATING
before_to_disk = null
before_update = null
logger = {"@loggers": "spacy.ConsoleLogger.v1"}

[training.batcher]
@batchers = "spacy.batch_by_words.v1"
discard_oversize = false
tolerance = 0.2

[training.batcher.size]
@schedules = "compounding.v1"
start = 100
stop = 1000
compound = 1.001

[training.optimizer]
@optimizers = "Adam.v1"
learn_rate = 0.001
"""

_TOK2VEC = """
[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = ${components.tok2vec.model.encode.width}
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [5000, 1000, 2500, 2500]
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
"""

_LISTENER = """
@architectures = "spacy.Tok2VecListener.v1"
width = ${components.tok2vec.model.encode.width}
upstream = "*"
"""

_SPANCAT = f"""
[components.span_finder]
factory = "span_finder"
spans_key = "quotes"
min_length = 1
max_length = $LONGEST
threshold = 0.1

[components.span_finder.model]
@architectures = "spacy.SpanFinder.v1"

[components.span_finder.model.scorer]
@layers = "chain.v1"

[components.span_finder.model.scorer.*.linear]
@layers = "Linear.v1"
nO = 2
init_W = {{"@initializers": "zero_init.v1"}}
init_b = {{"@initializers": "uniform_init.v1", "lo": -3.0, "hi": -2.9}}

[components.span_finder.model.scorer.*.logistic]
@layers = "Logistic.v1"

[components.span_finder.model.tok2vec]{_LISTENER}
[components.spancat]
factory = "spancat"
spans_key = "quotes"
threshold = 0.5

[components.spancat.suggester]
@misc = "spacy.preset_spans_suggester.v1"
spans_key = "quotes"

[components.spancat.model]
@architectures = "spacy.SpanCategorizer.v1"

[components.spancat.model.reducer]
@layers = "spacy.mean_max_reducer.v1"
hidden_size = 128

[components.spancat.model.scorer]
@layers = "spacy.LinearLogistic.v1"

[components.spancat.model.tok2vec]{_LISTENER}"""

# Otherwise it would look for the scores of a group called "sc", find none, and stop early.
_SPANCAT_SCORES = """
[training.score_weights]
spans_sc_f = null
spans_sc_p = null
spans_sc_r = null
spans_quotes_f = 1.0
spans_quotes_p = 0.0
spans_quotes_r = 0.0
"""

_NER = f"""
[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[components.ner.model.tok2vec]{_LISTENER}"""

_TEXTCAT = """
[components.textcat_multilabel]
factory = "textcat_multilabel"
threshold = 0.5

[components.textcat_multilabel.model]
@architectures = "spacy.TextCatBOW.v3"
exclusive_classes = false
length = 262144
ngram_size = 1
no_output_layer = false
"""
