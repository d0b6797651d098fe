"""What a data set that follows others has to cite, in BibTeX."""

from __future__ import annotations

SEMEVAL = """@inproceedings{mohammad-etal-2016-semeval,
  title = {{S}em{E}val-2016 Task 6: Detecting Stance in Tweets},
  author = {Mohammad, Saif and Kiritchenko, Svetlana and Sobhani, Parinaz and Zhu, Xiaodan and
            Cherry, Colin},
  booktitle = {Proceedings of the 10th International Workshop on Semantic Evaluation
               ({S}em{E}val-2016)},
  year = {2016},
  pages = {31--41},
  doi = {10.18653/v1/S16-1003}
}"""
"""Whom a stance follows."""

CLAIMBUSTER = """@inproceedings{hassan-etal-2017-claimbuster,
  title = {Toward Automated Fact-Checking: Detecting Check-worthy Factual Claims by
           {ClaimBuster}},
  author = {Hassan, Naeemul and Arslan, Fatma and Li, Chengkai and Tremayne, Mark},
  booktitle = {Proceedings of the 23rd ACM SIGKDD International Conference on Knowledge Discovery
               and Data Mining},
  year = {2017},
  pages = {1803--1812},
  doi = {10.1145/3097983.3098131}
}"""
"""Whom a claim follows."""

DATASETS = """@inproceedings{lhoest-etal-2021-datasets,
  title = {Datasets: A Community Library for Natural Language Processing},
  author = {Lhoest, Quentin and others},
  booktitle = {Proceedings of the 2021 Conference on Empirical Methods in Natural Language
               Processing: System Demonstrations},
  year = {2021},
  pages = {175--184},
  doi = {10.18653/v1/2021.emnlp-demo.21}
}"""
"""Who reads the folder."""
