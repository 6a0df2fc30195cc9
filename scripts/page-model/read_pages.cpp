#include "indexer/readers/page.hpp"
#include <nlohmann/json.hpp>
#include <fstream>
#include <sstream>
#include <iostream>
#include <chrono>
using namespace dateline::html; using namespace std;
int main(int n,char**v){ string line; double t=0,worst=0; size_t c=0; string wid; ofstream out(v[1]);
 while(getline(cin,line)){ string id=line.substr(0,line.find('\t')), url=line.find('\t')==string::npos?"":line.substr(line.find('\t')+1); ifstream f(string("html/pages/")+id+".html"); stringstream ss; ss<<f.rdbuf(); string s=ss.str();
  auto a=chrono::steady_clock::now(); PageContext cx; cx.url=url; auto p=read_page(s,cx); double d=chrono::duration<double>(chrono::steady_clock::now()-a).count(); t+=d; ++c; if(d>worst){worst=d;wid=id;}
  nlohmann::json j; j["id"]=id; if(p){ auto&d=p->document; j["text"]=d.text; j["title"]=d.title; j["author"]=d.authors; j["source"]=d.source; j["url"]=d.url; j["lang"]=d.language; j["tags"]=d.tags; j["page_type"]=d.fields["kind"][0]; }
  out<<j.dump(-1,' ',false,nlohmann::json::error_handler_t::replace)<<"\n"; }
 cerr<<c<<" pages "<<t<<" s "<<c/t<<" pages/s, slowest "<<worst<<" "<<wid<<"\n"; }
